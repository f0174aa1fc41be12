/** A button of a line's form that does one thing to the line at once; with scripts its list alone is drawn again. */
export function ActButton({
  id,
  to,
  list,
  label,
  spoken,
  title,
  enabled = true,
}: {
  id: string
  to: string
  list: string
  label: string
  /** What it does, to whom, for whoever hears the screen. */
  spoken: string
  title?: string
  enabled?: boolean | undefined
}) {
  return (
    <button
      type="submit"
      id={id}
      className="small secondary"
      formAction={to}
      hx-post={to}
      hx-target={`#${list}`}
      hx-swap="outerMorph"
      disabled={!enabled}
      aria-label={spoken}
      title={title}
    >
      {label}
    </button>
  )
}

/** The way to a line's form, which opens below the line. */
export function CorrectLink({
  lineRef,
  to,
  label,
  spoken,
}: {
  lineRef: string
  to: string
  label: string
  spoken: string
}) {
  return (
    <a
      href={to}
      role="button"
      className="small secondary"
      id={`ouvrir-${lineRef}`}
      hx-get={to}
      hx-target={`#corriger-${lineRef}`}
      hx-swap="innerHTML"
      aria-label={spoken}
    >
      {label}
    </a>
  )
}

/** Lets go of the corrections of something that the source does not tell any more. */
export function ForgetOrphan({ to, label }: { to: string; label: string }) {
  return (
    <form method="post" action={to} className="acts">
      <button type="submit" className="small secondary">
        {label}
      </button>
    </form>
  )
}
