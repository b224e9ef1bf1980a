"""Anonymous pages: arrivals, hosts, the curious. No account, no script needed."""
