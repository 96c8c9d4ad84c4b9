/** What the console has no eyes for, so that "nothing found" is read as no more than it says. */
export function BlindSpots({ blind }: { readonly blind: readonly string[] }) {
  return (
    <details>
      <summary>What nobody can look at from here</summary>
      <ul className="muted">
        {blind.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
