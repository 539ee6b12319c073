### What every crate may say: how lists and sentences are put together.

# Whether a sentence begins with a capital letter: `yes`, or anything else.
sentence-capital = yes
list-comma = ,{" "}
list-more = { $rest } more
