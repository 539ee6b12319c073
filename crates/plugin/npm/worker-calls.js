// What a worker can be asked. The same list makes the functions on this side and answers on the other.

export const CALLS = ["checkContracts", "compare", "findings", "flows", "nearMisses", "review", "verifyIpFlow", "whyNot"];
