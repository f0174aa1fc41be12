/*
 * The parts of react-email that our mails are made of. The build makes one file of them (`npm run build:react-email`),
 * which templates and program import as "#react-email": the package as a whole brings a highlighter of code in three
 * hundred languages and takes twenty times as long to load (measured: 45 ms for 850).
 */
export {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  render,
  Row,
  Section,
  Text,
  toPlainText,
} from 'react-email'
