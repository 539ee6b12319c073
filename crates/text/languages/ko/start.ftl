### 도구를 불러오기 전: 스크립트가 하는 말.

loading = 불러오는 중…
not-loaded = 도구를 불러오지 못했습니다: { $cause }
try-again = 다시 시도

## 계약 파일은 패키지의 코드가 읽습니다

contracts-empty = 계약 목록이 비어 있습니다.
contracts-no-json = JSON이 아닙니다: { $cause }.
contracts-no-yaml = YAML이 아닙니다: { $cause }.
contracts-no-list = contracts라는 목록이 없습니다. 상자를 비우면 예시를 넣을 수 있습니다.
contracts-named = 계약 “{ $name }”
contracts-numbered = 계약 { $number }
contracts-wrong = { $place }: { $cause }.
contracts-no-object = 개체가 아닙니다
contracts-no-query = 개체가 아닙니다
contracts-only-no-list = 목록이 아닙니다

## 단원

lesson-missing = “{ $name }” 단원이 없습니다. 목록에서 선택하세요.
