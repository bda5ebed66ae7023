"""A turn, from the message to the reply: the only place that knows the order of the steps."""
