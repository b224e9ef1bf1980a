"""Found by Django for this language; everything is in the folder above."""
