// A program that uses the package as a customer would. It is only checked, not run.

import init, { version } from "nsg-what-if";

await init();
const text: string = version();
console.log(text);
