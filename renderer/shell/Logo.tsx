/** The Bennu: the heron of the Nile that burned and rose again. */
export function Logo() {
  return (
    <svg className="logo-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M31 8.2 21.2 6.2v3.4z" fill="currentColor" />
      <circle cx="19.6" cy="7.6" r="2.9" fill="currentColor" />
      <path
        d="M18.6 5.6C15.4 3 12.4 2.4 8.6 3.2M18 7C14.8 5.4 12 5.4 9 6.6"
        className="logo-stroke"
      />
      <path d="M19.6 9.6c2.6 4.2-5.6 4.6-4.2 9.8" className="logo-neck" />
      <path
        d="M15 17.6c5.8-1 7.6 4.6 2.6 6.6-4.8 1.8-10-.4-15.6 3.4C4.2 22 8.8 18.6 15 17.6z"
        fill="currentColor"
      />
      <path d="M14.6 24v6.5M17.8 23.5v7" className="logo-stroke" />
    </svg>
  );
}
