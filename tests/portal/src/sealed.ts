import type { NsgWhatIfElement } from "nsg-what-if/sealed";
import "nsg-what-if/sealed";
import { flow, scenario } from "./scenario.ts";

const element: NsgWhatIfElement = document.createElement("nsg-what-if");
element.scenario = scenario;
element.flow = flow;
document.querySelector("main")?.append(element);
