"""Where nbgrader finds each stage of an exercise, and how it reads a score.

`nbgrader autograde` and the formgrader work as they are, once `course release`
has staged the sources.
"""

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    Execute,
    IgnorePattern,
    LimitOutput,
    SaveAutoGrades,
)

from soundings.course.marking.scores import FairScores

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "soundings"
c.CourseDirectory.source_directory = "_build/nbgrader/source"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "_build/nbgrader/submitted"
c.CourseDirectory.autograded_directory = "_build/nbgrader/autograded"
c.CourseDirectory.feedback_directory = "_build/nbgrader/feedback"
c.CourseDirectory.solution_directory = "_build/nbgrader/solution"
c.CourseDirectory.db_url = "sqlite:///_build/nbgrader/gradebook.db"

# R has no `fail()`; the same words in both languages, which `check` knows.
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError()",
    "R": "# YOUR CODE HERE\nstop('Not answered yet')",
}
c.ClearSolutions.text_stub = "*Write your answer here.*"

c.Execute.timeout = 60
c.Autograde.autograde_preprocessors = [
    Execute,
    FairScores,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
