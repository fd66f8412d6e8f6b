// GitHub's Markdown: the parser, and its extensions (tables, task lists, links as they stand).
#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
