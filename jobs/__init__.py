"""Work done later: the relay that rings for it, the workers that do it, the schedule, and the jobs themselves."""
