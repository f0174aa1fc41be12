/** One item as either reader gives it: texts as the feed has them, nothing decoded beyond XML. */
export interface FeedItem {
  guid: string
  link: string
  title: string
  content: string
  description: string
  categories: string[]
  date: string
}
