/** The key of the job that sends a campaign. */
export const deliverKey = (campaignId: string) => `deliver/${campaignId}`
