import type { ReactNode } from 'react'

/**
 * The form of a line, for its buttons: each does one thing to the line at once; with scripts, the list alone is drawn
 * again. `to` is where it goes when it is sent without a button.
 */
export function ActsForm({
  to,
  list,
  version,
  children,
}: {
  to: string
  list: string
  version: string
  children: ReactNode
}) {
  return (
    <form method="post" action={to} className="acts" hx-post={to} hx-target={`#${list}`} hx-swap="outerMorph">
      <input type="hidden" name="version" value={version} />
      {children}
    </form>
  )
}

/** A button of a line's form. */
export function ActButton({
  id,
  to,
  label,
  spoken,
  title,
  enabled = true,
}: {
  id: string
  to: string
  label: string
  /** What it does, to whom, for whoever hears the screen. */
  spoken: string
  title?: string | undefined
  enabled?: boolean | undefined
}) {
  return (
    <button
      type="submit"
      id={id}
      className="small secondary"
      formAction={to}
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
