### Lessons, the walk of a packet, tasks and the quiz.

## List of lessons: view/learn/list.rs, view/learn/mod.rs

learn-lessons = Lessons
learn-loading = Loading…
learn-again = Try again
learn-quiz = Quiz me on my rules
learn-forget = Reset progress
learn-of-another-version = This lesson belongs to another version of the page than the one that is open. Reload the page.
learn-kept-newer = A newer version of this page stored your progress. It stays as it is, and what you do here is not added to it: reload to get the newer version, or choose “Reset progress”.
learn-done = { $done } of { $all } done. Stored in this browser only.
# Behind a lesson's title, for those who do not see the tick.
learn-is-done = {" done"}
learn-before = Before: { $title }
learn-next = Next: { $title }

## A lesson: view/learn/lesson.rs

# Where the lessons are not translated into the language of the page.
learn-language = The lessons are in English.
learn-number = Lesson { $number }
# In front of what many believe.
learn-believe = {"Many believe: "}
learn-remember = Remember

## What applies: view/learn/group.rs

learn-no-group = { $place ->
    [subnet] From here on there is no subnet NSG.
   *[nic] From here on there is no NIC NSG.
}
learn-no-rules = It has no custom rules: only Azure's default rules.
learn-group-json = The NSG as JSON
learn-network-json = The network as JSON
learn-json = As JSON
learn-network = What is known of the network
learn-set-empty = { $name } is empty
learn-set = { $name } is { $prefixes }

## The guess: view/learn/predict.rs

learn-choose-rule = Choose a rule…
learn-no-rule = No rule
learn-rule-of = { $stage }: { $rule }
learn-what-becomes = What happens to this packet?
learn-let-through = It is allowed
learn-dropped = It is blocked
learn-hangs = It depends on something unknown
learn-which-rule = Which rule decides?
learn-check = Check
learn-just-show = Just show me
learn-right = Right. { $verdict }
learn-other-rule = { $access } is right, but another rule decides. { $verdict }
learn-wrong = Not quite. { $verdict } Step through it and see where it goes another way.

## The walk: view/learn/walk.rs

learn-projector = Presentation view
learn-copy-link = Copy link
learn-packet = Packet { $number }
learn-walk = Step through the rules
# How many rules there are on the way would give the answer away.
learn-at-start = Before the first rule
learn-at-rule = Rule { $number }
learn-at-end = Rule { $number }, the last
learn-back = ← Back
learn-back-title = One rule back
learn-forth = Next →
learn-forth-title = Next rule
learn-to-end = To the end
learn-first-stage = The packet comes to the { $stage } first. No rule has been checked yet.
learn-no-rule-asked = No rule is checked. { $verdict }
learn-to-next-stage = It allows the packet, which continues to the { $stage }.
learn-not-known = That is not known, so the next rule counts, too.
learn-next-rule = On to the next rule.
learn-agrees = every field matches
learn-step = { $rule }: { $reason }. { $then }

## Presentation view: view/learn/projector.rs

learn-no-packet = This lesson has no such packet.
learn-leave = Leave (Esc)
learn-show-answer = Show the answer

## Now change it: view/learn/task.rs

learn-task = Now change it
learn-change = Change the rules
learn-change-again = Change it again
learn-solved = Solved: proven for every flow.
learn-solution = Show a solution

## Quiz me on mine: view/learn/quiz.rs

quiz-copy-link = Copy link to these questions
quiz-others = Other questions
quiz-about = Questions from your own NSGs, where the first guess is wrong. With the same NSGs, everybody who opens the link gets the same questions.
quiz-looking = Looking for surprises…
quiz-too-plain = These rules hold no surprises: every flow does what you would guess at first.
quiz-score = { $right } of { $all } right.
quiz-no-groups = There are no NSGs to ask about. Paste one under My rules, or choose a sample there, and come back.
quiz-to-my-rules = Go to my rules
quiz-over = That was the last question.
quiz-finish = Finish
quiz-next = Next question
quiz-number = Question { $number } of { $all }
