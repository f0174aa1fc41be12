/** A message as the demo's inbox received it. */
export interface ReceivedMessage {
  number: number
  /** The envelope's recipient. */
  to: string
  raw: Buffer
}

/** What the demo's screens need of its inbox. */
export interface DemoInbox {
  messages(): readonly ReceivedMessage[]
}
