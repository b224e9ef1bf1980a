"""Better plans from good ones: take some parties out of the beds they compete for and put them back."""
