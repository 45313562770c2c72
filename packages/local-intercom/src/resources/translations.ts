import { isJson, objectAt, only, type Json } from "../json.ts";

/** What a resource has in several languages: its own properties in the default one, `translated_content` in the others. */
export interface Translations {
  /** What the whole of `translated_content` calls itself, and what the content in one language does. */
  readonly type: string;
  readonly contentType: string;
  /** The properties that are there once for each language and can be sent. */
  readonly properties: readonly string[];
  /** Those that are only answered. */
  readonly answered?: readonly string[];
}

const LOCALE = "en";

/**
 * A body after what was sent of it: each language's content is changed by itself. What is sent in the default language
 * is the resource's own, unless that is sent too. A language that is sent as null is taken away.
 *
 * @param complete adds what a language's content has besides. @default nothing
 */
export function translated(
  { properties }: Translations,
  body: Json,
  sent: Json,
  complete = (content: Json, _locale: string): Json => content,
): Json {
  const { translated_content: given, ...own } = sent;
  if (!isJson(given)) return { ...body, ...own };
  const { [localeOf(body)]: inDefault, type: _, ...others } = given;
  const before = objectAt(body, "translated_content");
  const after = Object.entries(others).map(([locale, content]): [string, unknown] => {
    if (!isJson(content)) return [locale, null];
    return [locale, complete({ ...objectAt(before, locale), ...only(content, properties) }, locale)];
  });
  return {
    ...body,
    ...(isJson(inDefault) && only(inDefault, properties)),
    ...own,
    ...(after.length > 0 && { translated_content: { ...before, ...Object.fromEntries(after) } }),
  };
}

/** A body with `translated_content` as answers show it: with the default language, and not at all without another one. */
export function withTranslations(translations: Translations, body: Json): Json {
  const { type, contentType, properties, answered = [] } = translations;
  const kept = objectAt(body, "translated_content");
  if (Object.keys(kept).length === 0) return body;
  const default_locale = localeOf(body);
  const all = { ...kept, [default_locale]: only(body, [...properties, ...answered]) };
  const shown = Object.entries(all).map(([locale, content]): [string, unknown] => [
    locale,
    isJson(content) ? { ...content, type: contentType } : content,
  ]);
  return { ...body, default_locale, translated_content: { ...Object.fromEntries(shown), type } };
}

export function localeOf({ default_locale }: Json): string {
  return typeof default_locale === "string" ? default_locale : LOCALE;
}
