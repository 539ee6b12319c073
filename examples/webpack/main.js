import "nsg-what-if/element";
import { flow, scenario } from "./scenario.js";

const element = document.querySelector("nsg-what-if");
element.addEventListener("nsg-verdict", ({ detail }) => {
  document.querySelector("[role=status]").textContent = detail.verdict?.summary ?? "No verdict";
});
Object.assign(element, { scenario, flow });
