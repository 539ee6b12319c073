### 도구를 불러오기 전: 스크립트가 하는 말.

# 이 이름으로 언어를 선택합니다.
language-name = 한국어
loading = 불러오는 중…
not-loaded = 도구를 불러오지 못했습니다: { $cause }
try-again = 다시 시도

## 보장 조건 파일은 JSON이나 YAML입니다

contracts-no-json = JSON이 아닙니다: { $cause }.
contracts-no-yaml = YAML이 아닙니다: { $cause }.

## 단원

lesson-missing = “{ $name }” 단원이 없습니다. 목록에서 선택하세요.
