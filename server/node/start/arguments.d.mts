export const usage: string
export function readArguments(
  args: readonly string[],
):
  | { readonly values: Readonly<Record<string, string | boolean | undefined>>; readonly wrong?: undefined }
  | { readonly wrong: string }
