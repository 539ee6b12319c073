### 단원, 패킷 따라가기, 과제와 퀴즈.

## 단원 목록: view/learn/list.rs, view/learn/mod.rs

learn-lessons = 단원
learn-loading = 불러오는 중…
learn-again = 다시 시도
learn-quiz = 내 규칙으로 퀴즈 풀기
learn-forget = 진행 상황 초기화
learn-of-another-version = 이 단원은 지금 열린 페이지와 다른 버전의 것입니다. 페이지를 새로 고치세요.
learn-kept-newer = 진행 상황은 이 페이지의 최신 버전에서 저장한 것입니다. 그대로 두며, 여기서 한 내용은 더해지지 않습니다. 새로 고쳐 최신 버전을 받거나 ‘진행 상황 초기화’를 선택하세요.
learn-done = 단원 { $all }개 중 { $done }개 완료. 이 브라우저에만 저장됩니다.
learn-is-done = {" 완료"}
learn-before = 이전: { $title }
learn-next = 다음: { $title }

## 단원 하나: view/learn/lesson.rs

learn-language = 단원의 본문은 영어로만 제공됩니다. 규칙과 판정은 한국어로 표시됩니다.
learn-number = { $number }단원
learn-believe = {"흔한 오해: "}
learn-remember = 기억할 점

## 적용되는 것: view/learn/group.rs

learn-no-group = { $place ->
    [subnet] 여기부터는 서브넷 NSG가 없습니다.
   *[nic] 여기부터는 NIC NSG가 없습니다.
}
learn-no-rules = 사용자 지정 규칙이 없습니다. Azure의 기본 규칙만 적용됩니다.
learn-group-json = NSG JSON
learn-network-json = 네트워크 JSON
learn-json = JSON으로 보기
learn-network = 네트워크에 대해 알려진 정보
learn-set-empty = { $name }: 비어 있음
learn-set = { $name }: { $prefixes }

## 예측: view/learn/predict.rs

learn-choose-rule = 규칙 선택…
learn-no-rule = 규칙 없음
learn-rule-of = { $stage }: { $rule }
learn-what-becomes = 이 패킷은 어떻게 될까요?
learn-let-through = 허용됩니다
learn-dropped = 차단됩니다
learn-hangs = 정보가 부족해 알 수 없습니다
learn-which-rule = 어느 규칙이 결정할까요?
learn-check = 확인
learn-just-show = 답만 보기
learn-right = 맞습니다. { $verdict }
learn-other-rule = 답({ $access })은 맞지만, 결정한 규칙이 다릅니다. { $verdict }
learn-wrong = 아닙니다. { $verdict } 한 단계씩 따라가며 어디서 달라지는지 보세요.

## 패킷 따라가기: view/learn/walk.rs

learn-projector = 발표용 보기
learn-copy-link = 링크 복사
learn-packet = 패킷 { $number }
learn-walk = 규칙 따라가기
learn-at-start = 첫 규칙 앞
learn-at-rule = { $number }번째 규칙
learn-at-end = { $number }번째 규칙(마지막)
learn-back = ← 뒤로
learn-back-title = 한 규칙 뒤로
learn-forth = 다음 →
learn-forth-title = 다음 규칙
learn-to-end = 끝까지
learn-first-stage = 패킷이 먼저 { $stage } 단계에 도착합니다. 아직 확인한 규칙은 없습니다.
learn-no-rule-asked = 확인할 규칙이 없습니다. { $verdict }
learn-to-next-stage = 패킷을 허용해 { $stage } 단계로 보냅니다.
learn-not-known = 알 수 없으므로 다음 규칙도 확인해야 합니다.
learn-next-rule = 다음 규칙으로 넘어갑니다.
learn-agrees = 모든 필드가 일치함
learn-step = { $rule }: { $reason }. { $then }

## 발표용 보기: view/learn/projector.rs

learn-no-packet = 이 단원에는 그런 패킷이 없습니다.
learn-leave = 나가기 (Esc)
learn-show-answer = 답 보기

## 직접 바꿔 보기: view/learn/task.rs

learn-task = 이제 바꿔 보세요
learn-change = 규칙 바꾸기
learn-change-again = 한 번 더 바꾸기
learn-solved = 해결했습니다. 모든 흐름에 대해 증명되었습니다.
learn-solution = 해답 보기

## 내 규칙으로 퀴즈 풀기: view/learn/quiz.rs

quiz-copy-link = 이 문제들의 링크 복사
quiz-others = 다른 문제
quiz-about = 내 NSG에서 언뜻 보면 틀리기 쉬운 흐름을 골라 묻습니다. NSG가 같으면 링크를 여는 모든 사람에게 같은 문제가 나옵니다.
quiz-looking = 의외의 흐름을 찾는 중…
quiz-too-plain = 이 NSG들은 단순해서 의외의 흐름이 없습니다. 모든 흐름이 언뜻 본 그대로입니다.
quiz-score = { $all }개 중 { $right }개 맞음.
quiz-no-groups = 물어볼 NSG가 없습니다. 내 규칙에 NSG를 붙여넣거나 예제를 선택한 다음 돌아오세요.
quiz-to-my-rules = 내 규칙으로 가기
quiz-over = 모든 문제를 풀었습니다.
quiz-finish = 마치기
quiz-next = 다음 문제
quiz-number = 문제 { $number }/{ $all }
