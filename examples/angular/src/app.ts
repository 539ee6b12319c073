import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import type { VerdictDetail } from "nsg-what-if/element";
import { flow, scenario } from "./scenario";

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <p role="status">{{ summary() }}</p>
    <nsg-what-if [scenario]="scenario" [flow]="flow" view="verdict" (nsg-verdict)="told($event)"></nsg-what-if>
  `,
})
export class App {
  readonly scenario = scenario;
  readonly flow = flow;
  readonly summary = signal("Loading");

  told(event: Event) {
    const { verdict } = (event as CustomEvent<VerdictDetail>).detail;
    this.summary.set(verdict?.summary ?? "No verdict");
  }
}
