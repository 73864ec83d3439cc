"""Does the grouping of unanswered questions put paraphrases together, and keep different questions apart?"""
