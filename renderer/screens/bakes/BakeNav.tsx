/** The four places about bakes, one click apart. */
import { links } from "../../links.ts";
import "./bakes.css";

const places = [
  { name: "Bakes", href: links.bakes() },
  { name: "Recipes", href: links.recipes() },
  { name: "Schedules", href: links.schedules() },
  { name: "Settings", href: links.bakeSettings() },
] as const;

export type BakePlace = (typeof places)[number]["name"];

export function BakeNav({ here }: { readonly here: BakePlace }) {
  return (
    <nav className="bake-nav" aria-label="About bakes">
      {places.map(({ name, href }) => (
        <a key={name} href={href} aria-current={name === here ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
