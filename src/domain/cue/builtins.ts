/** CUE's builtin packages that adapters may use, with their members. */
const members: Readonly<Record<string, string>> = {
  strings:
    'ByteAt ByteSlice Contains ContainsAny Count Fields HasPrefix HasSuffix Index IndexAny Join LastIndex LastIndexAny MaxRunes MinRunes Repeat ' +
    'Replace Runes SliceRunes Split SplitAfter SplitAfterN SplitN ToCamel ToLower ToTitle ToUpper Trim TrimLeft TrimPrefix TrimRight TrimSpace TrimSuffix',
  strconv:
    'Atoi FormatBool FormatFloat FormatInt FormatUint ParseBool ParseFloat ParseInt ParseNumber ParseUint Quote QuoteToASCII Unquote',
  list:
    'Ascending Avg Comparer Concat Contains Descending Drop FlattenN IsSorted IsSortedStrings MatchN Max MaxItems Min MinItems Product Range Repeat ' +
    'Reverse Slice Sort SortStable SortStrings Sum Take UniqueItems',
  struct: 'MaxFields MinFields',
  math: 'Abs Ceil Floor Log Log10 Log2 Max Min MultipleOf Pi Pow Round RoundToEven Sqrt Trunc',
  'math/bits': 'And At Clear Len Lsh OnesCount Or Rsh Set Xor',
  regexp: 'Find FindAll FindAllNamedSubmatch FindNamedSubmatch FindSubmatch Match ReplaceAll ReplaceAllLiteral Valid',
  net: 'CompareIP FQDN InCIDR IP IPCIDR IPString IPv4 IPv6 JoinHostPort LoopbackIP MulticastIP ParseCIDR PathEscape PathUnescape QueryEscape QueryUnescape SplitHostPort ToIP4 ToIP16 URL',
  path: 'Base Clean Dir Ext IsAbs Join Match Rel Resolve Split SplitList',
  time: 'Duration Format FormatDuration FormatString Parse ParseDuration Split Time Unix',
  html: 'Escape Unescape',
  uuid: 'FromInt Parse SHA1 MD5 ToInt ToString URN Valid Variant Version',
  'encoding/base64': 'Decode DecodedLen Encode EncodedLen',
  'encoding/csv': 'Decode Encode',
  'encoding/hex': 'Decode DecodedLen Dump Encode EncodedLen',
  'encoding/json': 'Compact HTMLEscape Indent Marshal MarshalStream Unmarshal UnmarshalStream Valid Validate',
  'encoding/yaml': 'Marshal MarshalStream Unmarshal UnmarshalStream Validate ValidatePartial',
  'crypto/hmac': 'Sign',
  'crypto/md5': 'Sum',
  'crypto/sha1': 'Sum',
  'crypto/sha256': 'Sum224 Sum256',
  'crypto/sha512': 'Sum384 Sum512 Sum512_224 Sum512_256',
  'text/tabwriter': 'Write',
  'text/template': 'Execute HTMLEscape JSEscape',
}

/** Import paths of CUE's builtin packages. */
export const builtinPackages: readonly string[] = Object.keys(members).sort()

/** Members of a builtin package; empty for other packages. */
export function builtinMembers(path: string): readonly string[] {
  return Object.hasOwn(members, path) ? (members[path] ?? '').split(' ') : []
}
