"""One file a step. A step that has been released is never changed; the code before it must live with its result."""
