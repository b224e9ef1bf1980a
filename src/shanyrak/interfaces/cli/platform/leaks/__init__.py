"""Plants canaries in every input of a site of its own, and looks for them in all that it left behind.

`canaries` are what is planted, `forms` how each could lie there, `scanner` looks for all of them at once and
`unpacking` opens what is packed. `site` is the site under test, `visitor` one browser; `people` and `staff`
are what is done with it, `stores` is what the site left, `control` plants leaks that must be found.
"""
