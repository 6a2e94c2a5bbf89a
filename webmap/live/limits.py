"""Policy numbers of the live stream."""

# A screen that hears nothing for three beats knows that its data may be old.
BEAT_S = 15.0
# Each open stream is one connection of the server, which takes a thousand.
MOST_STREAMS = 400
