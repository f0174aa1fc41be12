/** Why an address is never written to: its owner said so, it does not exist, or its owner reported our mail as spam. */
export type SuppressionReason = 'opposed' | 'bounced' | 'complained'

/** A stored reason as a `SuppressionReason`: whatever is neither a bounce nor a complaint is somebody's wish. */
export const suppressionReason = (stored: string): SuppressionReason =>
  stored === 'bounced' || stored === 'complained' ? stored : 'opposed'
