// The invitation's token stands after the # and is sent by nobody but this form, in the body of a request.

const form = document.querySelector("form[data-join]");
const token = location.hash.slice(1);
if (form && token && !form.querySelector(".error") && !document.querySelector(".errors")) {
  history.replaceState(null, "", location.pathname);
  form.elements.link.value = token;
  form.submit();
}
