import { plain, text, type Json } from "../json.ts";

/** Whether an article has the phrase in its title, its description or its text. */
export function matches(article: Json, phrase: string): boolean {
  return words(article).some((part) => part.toLowerCase().includes(phrase.toLowerCase()));
}

/** The places of an article where the phrase stands. */
export function highlights(article: Json, phrase: string): Json {
  const [title = "", ...rest] = words(article);
  const summary = rest.filter((part) => part.toLowerCase().includes(phrase.toLowerCase()));
  return {
    article_id: article["id"],
    highlighted_title: marked(title, phrase),
    highlighted_summary: summary.map((part) => marked(part, phrase)),
  };
}

function words(article: Json): string[] {
  const { title, description, body } = article;
  return [title, description, body].map((part) => plain(text(part) ?? ""));
}

function marked(whole: string, phrase: string): Json[] {
  const at = phrase ? whole.toLowerCase().indexOf(phrase.toLowerCase()) : -1;
  if (at < 0) return [{ type: "plain", text: whole }];
  const parts = [
    { type: "plain", text: whole.slice(0, at) },
    { type: "highlight", text: whole.slice(at, at + phrase.length) },
    { type: "plain", text: whole.slice(at + phrase.length) },
  ];
  return parts.filter((part) => part.text !== "");
}
