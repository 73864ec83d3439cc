"""The reception: what a person types, presses or fills in, on any platform, becomes a reply or a form."""
