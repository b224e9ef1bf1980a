"""Makes what authors write in files of style and script into what is served."""
