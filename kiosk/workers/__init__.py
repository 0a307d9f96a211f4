"""Workers: supervised child processes that talk in JSON lines.

What a child says is one JSON object a line. An object with the key "alive" is the child's promise
to be heard of again within so many seconds, and within "answers" seconds after a message to it;
everything else goes to the owner of the worker. A child that breaks its promise, talks nonsense,
talks too much, reads nothing or ends is broken: it is ended with its process group and replaced.

`worker` is the owner's side, `parent` the child's; children import nothing else from here.
"""
