"""The statistics as a picture that can be posted in a channel: no names, no words of people, only counts."""
