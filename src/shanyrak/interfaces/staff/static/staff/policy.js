// Loaded before htmx: lets it set the HTML that our own templates escaped, and nothing be fetched as a script.
// The headers allow this one policy on members' pages and none elsewhere (docs/reference/headers.md).

if (window.trustedTypes) {
  trustedTypes.createPolicy("default", {
    createHTML: (html) => html,
    createScriptURL: () => null,
    createScript: () => null,
  });
}
