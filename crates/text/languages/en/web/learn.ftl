### Lessons, the walk of a packet, tasks and the quiz.

## List of lessons: view/learn/list.rs, view/learn/mod.rs

learn-lessons = Lessons
learn-loading = Loading…
learn-again = Try again
learn-quiz = Quiz me on mine
learn-forget = Forget my progress
learn-of-another-version = This lesson belongs to another version of the page than the one that is open. Reload the page.
learn-kept-newer = A newer version of this page keeps your progress. It stays as it is, and nothing that you do here is added to it: reload to get the newer version, or choose “Forget my progress”.
learn-done = { $done } of { $all } done. Kept in this browser alone.
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

## What is in force: view/learn/group.rs

learn-no-group = { $place ->
    [subnet] From here on there is no subnet NSG.
   *[nic] From here on there is no NIC NSG.
}
learn-no-rules = It has no rules of its own: Azure's default rules alone.
learn-group-json = The group as JSON
learn-network-json = The network as JSON
learn-json = As JSON
learn-network = What is known of the network
learn-set-empty = { $name } is empty
learn-set = { $name } is { $prefixes }

## The guess: view/learn/predict.rs

learn-choose-rule = Choose a rule…
learn-no-rule = No rule
learn-rule-of = { $stage }: { $rule }
learn-what-becomes = What becomes of it?
learn-let-through = It is let through
learn-dropped = It is dropped
learn-hangs = It hangs on something that is not known
learn-which-rule = Which rule says so?
learn-check = Check
learn-just-show = Just show me
learn-right = Right. { $verdict }
learn-other-rule = { $access } is right, by another rule. { $verdict }
learn-wrong = Not so. { $verdict } Walk it, and see where it turns.

## The walk: view/learn/walk.rs

learn-projector = For a projector
learn-copy-link = Copy link
learn-packet = Packet { $number }
learn-walk = Walk the packet
# How many rules there are on the way would give the answer away.
learn-at-start = Before the first rule
learn-at-rule = Rule { $number }
learn-at-end = Rule { $number }, the last
learn-back = ← Back
learn-back-title = One rule back
learn-forth = Next →
learn-forth-title = Next rule
learn-to-end = To the end
learn-first-stage = The packet comes to the { $stage } first. Nothing was asked yet.
learn-no-rule-asked = No rule is asked. { $verdict }
learn-to-next-stage = It lets the packet through, to the { $stage }.
learn-not-known = That is not known, so the next rule counts, too.
learn-next-rule = On to the next rule.
learn-agrees = every field agrees
learn-step = { $rule }: { $reason }. { $then }

## For a projector: view/learn/projector.rs

learn-no-packet = This lesson has no such packet.
learn-leave = Leave (Esc)
learn-show-answer = Show the answer

## Now change it: view/learn/task.rs

learn-task = Now change it
learn-change = Change the rules
learn-change-again = Change it once more
learn-solved = Solved: proven for every flow.
learn-solution = Show a solution

## Quiz me on mine: view/learn/quiz.rs

quiz-copy-link = Copy link to these questions
quiz-others = Other questions
quiz-about = Questions from your own groups, where the first look is wrong. With the same groups, everybody who opens the link gets the same ones.
quiz-looking = Looking for what surprises…
quiz-too-plain = These groups are too plain to surprise anybody: every flow does what the first look says.
quiz-score = { $right } of { $all } right.
quiz-no-groups = There are no groups to ask about. Paste one under My rules, or choose a sample there, and come back.
quiz-to-my-rules = Go to my rules
quiz-over = That was all of them.
quiz-finish = Finish
quiz-next = Next question
quiz-number = Question { $number } of { $all }
