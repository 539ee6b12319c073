// What the pages of lessons say around a lesson, in each language that lessons are told in. A lesson's own prose is its
// author's or its translator's; what a packet's block says is put into words by `answered` and `because`.

/** A list with a comma between. */
const all = (names) => names.join(", ");

const english = {
  name: "English",
  title: "Lessons",
  about: "What people get wrong about network security groups, two minutes each. Every packet in them is checked by the tests. The first five are for people who have never seen one; each later lesson needs only what came before.",
  number: (order, count) => `Lesson ${order} of ${count}`,
  belief: "What people think:",
  walk: "Walk through it in the tool",
  neighbours: "Lessons before and after",
  skip: "To the text",
  captions: { Subnet: "The NSG of the subnet", NetworkInterface: "The NSG of the network interface" },
  none: "there is none",
  refused: "Azure refuses it",
  json: "as JSON",
  noRules: "No custom rules: only Azure's default rules.",
  rules: "rules",
  columns: ["Priority", "Name", "Direction", "Protocol", "Source", "Port", "Destination", "Port", "Access"],
  network: "What is known about the network",
  packet: "A packet, and what happens to it",
  change: "Now change it",
  holds: "What has to hold:",
  must: { allow: "allowed", deny: "denied", allowOnly: "nothing else is allowed" },
  solutions: (count) => `${count} solutions`,
  mistakes: (count) => (count === 1 ? "A mistake" : `${count} mistakes`),
  breaks: (name) => `It breaks: ${name}.`,
};

const access = { Allow: "허용", Deny: "거부", Depends: "미정" };
const places = { Subnet: "서브넷", NetworkInterface: "네트워크 인터페이스", VirtualNetwork: "가상 네트워크" };
const fields = { protocol: "프로토콜", source: "원본", sourcePort: "원본 포트", destination: "대상", destinationPort: "대상 포트", priority: "우선 순위" };

const korean = {
  name: "한국어",
  title: "단원",
  about: "네트워크 보안 그룹에 대해 사람들이 흔히 오해하는 내용을 단원마다 2분 안에 설명합니다. 단원에 나오는 모든 패킷은 테스트로 확인합니다. 처음 다섯 단원은 네트워크 보안 그룹을 처음 보는 사람을 위한 것이고, 그다음 단원은 앞의 내용만 알면 됩니다.",
  number: (order, count) => `${count}개 단원 중 ${order}번째`,
  belief: "흔한 오해:",
  walk: "도구에서 단계별로 살펴보기",
  neighbours: "앞뒤 단원",
  skip: "본문으로",
  captions: { Subnet: "서브넷의 NSG", NetworkInterface: "네트워크 인터페이스의 NSG" },
  none: "없음",
  refused: "Azure가 거부합니다",
  json: "JSON으로 보기",
  noRules: "사용자 지정 규칙이 없습니다. Azure의 기본 규칙만 적용됩니다.",
  rules: "규칙",
  columns: ["우선 순위", "이름", "방향", "프로토콜", "원본", "포트", "대상", "포트", "액세스"],
  network: "네트워크에 대해 알려진 정보",
  packet: "패킷과 그 결과",
  change: "이제 바꿔 보세요",
  holds: "충족해야 하는 조건:",
  must: { allow: "허용되어야 함", deny: "거부되어야 함", allowOnly: "그 외에는 허용되지 않아야 함" },
  solutions: (count) => `해답 ${count}개`,
  mistakes: (count) => `틀린 답 ${count}개`,
  breaks: (name) => `충족하지 못하는 조건: ${name}`,
  // In English a packet's block stands as its author wrote it.
  answered: ({ access: word, ruleName, appliedTo }) => {
    if (word === "Depends") return access.Depends;
    return ruleName === undefined ? `${access[word]}(결정한 규칙 없음)` : `${access[word]}: ${places[appliedTo]}의 ${ruleName} 규칙`;
  },
  because: ({ rule, appliedTo, does, fields: named = [] }) => {
    if (rule === undefined) return appliedTo === undefined ? "확인하는 NSG가 없습니다." : `${places[appliedTo]}의 NSG는 확인하지 않습니다.`;
    const whose = appliedTo === undefined ? `${rule} 규칙` : `${places[appliedTo]}의 ${rule} 규칙`;
    const list = all(named.map((field) => fields[field]));
    return { match: `${whose}: 일치합니다.`, miss: `${whose}: ${list} 필드가 일치하지 않습니다.`, hang: `${whose}: ${list} 필드가 일치하는지는 정보가 부족해 알 수 없습니다.`, notAsked: `${whose}: 확인하지 않습니다.` }[does];
  },
  depends: ({ question, ifYes, ifNo }) => `필요한 정보: ${question} 예: ${access[ifYes]}, 아니요: ${access[ifNo]}`,
};

/** By the tag of the language. */
export const words = { en: english, ko: korean };
