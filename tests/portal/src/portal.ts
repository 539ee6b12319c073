import type { NsgWhatIfElement, NsgWhatIfEventMap } from "nsg-what-if/element";
import "nsg-what-if/element";
import { flow, scenario } from "./scenario.ts";

declare global {
  /** What the elements told, for the tests; and what they may call. */
  var told: { from: string; type: string; detail: unknown }[];
  var portal: { add(id: string): NsgWhatIfElement };
}

globalThis.told = [];

function add(id: string): NsgWhatIfElement {
  const element = document.createElement("nsg-what-if");
  element.id = id;
  for (const type of ["nsg-verdict", "nsg-scenariochange", "nsg-confirm", "nsg-error"] satisfies (keyof NsgWhatIfEventMap)[]) {
    element.addEventListener(type, (event) => told.push({ from: id, type, detail: event.detail }));
  }
  return element;
}

globalThis.portal = { add };

const first = add("shop");
first.scenario = scenario;
first.flow = flow;
document.querySelector("#first")?.append(first);

const second = add("bare");
second.className = "branded";
second.view = "verdict";
second.setAttribute("flow", JSON.stringify(flow));
document.querySelector("#second")?.append(second);
