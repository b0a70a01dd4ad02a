import { Fragment } from 'react'

/** A name such as `rolloutTimeoutSeconds`, which may continue on a further line between its words. */
export function NameInWords({ name }: { readonly name: string }) {
  return name.split(/(?<=[a-z\d])(?=[A-Z])|(?<=[-_.])/).map((word, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {word}
    </Fragment>
  ))
}
