### 규칙의 결과: 이유, 질문, 한 문장의 판정.

## 낱말

access-allow = 허용
access-deny = 거부
access-depends = 미정
direction-inbound = 인바운드
direction-outbound = 아웃바운드
