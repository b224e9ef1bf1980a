// The page of a question to a host: sends the token behind the # of its address, which no server log has seen.

const form = document.getElementById("ask");
const token = location.hash.slice(1);
if (token) {
  history.replaceState(null, "", location.pathname);
  form.elements.token.value = token;
  form.submit();
}
