"""The synthetic city that `shanyrak seed` fills an empty database with. Nobody in it is real.

`drawing` says who asks and what is offered, `lodging` who slept where until tonight, `team` who works there,
and `filling` carries it out by the services that pages use. No row is touched here.
"""
