### What recorded traffic says: does Azure's record agree, and what a change would have done to it.
