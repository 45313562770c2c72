import { plain, text, type Json } from "../json.ts";
import { unfit, type Call } from "../operations/call.ts";
import {
  add,
  creates,
  deletes,
  fillFrom,
  lists,
  reads,
  show,
  updates,
  type Kind,
  type Resource,
} from "../operations/kind.ts";
import { numberedPage } from "../operations/paging.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { localeOf, translated, withTranslations, type Translations } from "./translations.ts";

const TRANSLATIONS: Translations = {
  type: "article_translated_content",
  contentType: "article_content",
  properties: ["title", "description", "body", "author_id", "state"],
  answered: ["created_at", "updated_at", "url"],
};

const NOT_READ = {
  type: "article_statistics",
  views: 0,
  conversations: 0,
  reactions: 0,
  happy_reaction_percentage: 0,
  neutral_reaction_percentage: 0,
  sad_reaction_percentage: 0,
};

export const ARTICLES: Kind = {
  name: "articles",
  singular: "article",
  parameter: "article_id",
  show: ({ body }) => withTranslations(TRANSLATIONS, body),
};

export const articleResource: Resource = {
  operations: {
    createArticle: creates(ARTICLES, createArticle),
    retrieveArticle: reads(ARTICLES),
    updateArticle: updates(ARTICLES, ({ body }, call) => changed(call.workspace, body, call.body)),
    deleteArticle: deletes(ARTICLES, "article"),
    listArticles: lists(ARTICLES),
    searchArticles: search,
  },
  fill: (workspace) => fillFrom(workspace, ARTICLES, { retrieveArticle: "", listArticles: "data" }),
};

export function createArticle(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.number();
  const blank = {
    type: "article",
    id,
    workspace_id: workspace.id,
    description: "",
    state: "draft",
    parent_ids: [],
    statistics: NOT_READ,
  };
  return add(workspace, ARTICLES, changed(workspace, blank, sent), { id, createdAt });
}

/** An article's body after a request's values were put into it: only what is published has a URL. */
function changed(workspace: Workspace, body: Json, { parent_id: given, parent_type, ...sent }: Json): Json {
  const now = workspace.seconds;
  const urlIn = (locale: string, state: unknown) =>
    state === "published" ? `https://help.example.com/${locale}/articles/${String(body["id"])}` : null;
  const next = translated(
    TRANSLATIONS,
    body,
    sent,
    ({ created_at = now, state = "draft", ...content }, locale) => ({
      ...content,
      state,
      created_at,
      updated_at: now,
      url: urlIn(locale, state),
    }),
  );
  const parent = given === undefined ? {} : parentOf(workspace, Number(given), parent_type ?? "collection");
  return { ...next, ...parent, url: urlIn(localeOf(next), next["state"]) };
}

/** Sections are held by no workspace here: any number can be one's. */
function parentOf(workspace: Workspace, id: number, type: unknown): Json {
  const isThere = type === "collection" ? workspace.of({ name: "collections" }).get(String(id)) : true;
  if (!isThere || !Number.isInteger(id)) throw unfit("parent_id", "There is no collection with this id");
  return { parent_id: id, parent_ids: [id], parent_type: type };
}

/** An article is in the Help Center of the collection that holds it. */
function isIn(workspace: Workspace, { parent_type, parent_id }: Json, center: string): boolean {
  const collections = workspace.of({ name: "collections" });
  let above = parent_type === "collection" ? collections.get(text(parent_id) ?? "") : undefined;
  while (above) {
    if (text(above.body["help_center_id"]) === center) return true;
    above = collections.get(text(above.body["parent_id"]) ?? "");
  }
  return false;
}

function search(call: Call): Json {
  const { query, workspace } = call;
  const [phrase, state] = [query.get("phrase") ?? "", query.get("state") ?? "all"];
  const center = query.get("help_center_id");
  const all = workspace
    .of(ARTICLES)
    .newestFirst()
    .filter(
      ({ body }) =>
        (state === "all" || body["state"] === state) &&
        (center === null || isIn(workspace, body, center)) &&
        matches(body, phrase),
    );
  const { items, total, pages } = numberedPage(call, all);
  const shown = query.get("highlight") === "true" ? items.map(({ body }) => highlights(body, phrase)) : [];
  const found = items.map((item) => show(call, ARTICLES, item));
  return { type: "list", total_count: total, data: { articles: found, highlights: shown }, pages };
}

/** Whether an article has the phrase in its title, its description or its text. */
function matches(article: Json, phrase: string): boolean {
  return words(article).some((part) => part.toLowerCase().includes(phrase.toLowerCase()));
}

/** The places of an article where the phrase stands. */
function highlights(article: Json, phrase: string): Json {
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
