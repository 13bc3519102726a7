// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/userbook.h"

#include "pricing/bookformat.h"
#include "pricing/jsonvalue.h"
#include "pricing/publishedlists.h"
#include "pricing/shippedbook.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace outlay::pricing {

using base::ErrorKind;
using base::Result;

namespace {

/// More than ten times the largest list there is.
constexpr std::uintmax_t kMaxFileBytes = 64u * 1024 * 1024;

Result<std::string> readFile(const std::string &path)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return base::fail(ErrorKind::NotFound, path, "there is no such file");
    if (!std::filesystem::is_regular_file(status))
        return base::fail(ErrorKind::Unreadable, path, "is no file that can be read");
    if (std::filesystem::file_size(path, error) > kMaxFileBytes)
        return base::fail(ErrorKind::BadInput, path, "is larger than 64 MB, which no price list is");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file || !text)
        return base::fail(ErrorKind::Unreadable, path, "cannot be read");
    return std::move(text).str();
}

struct CloseFile
{
    void operator()(std::FILE *file) const { std::fclose(file); }
};

tl::unexpected<base::Error> unwritable(const std::string &path)
{
    return base::fail(ErrorKind::Unwritable, path, std::string("cannot be written: ") + std::strerror(errno));
}

} // namespace

Result<std::vector<PriceList>> readUserBook(const std::string &path)
{
    const auto text = readFile(path);
    if (text)
        return parseBook(*text, path);
    if (text.error().kind == ErrorKind::NotFound)
        return std::vector<PriceList>();
    return tl::unexpected(text.error());
}

Result<void> writeUserBook(const std::string &path, const std::vector<PriceList> &lists)
{
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (!folder.empty())
        std::filesystem::create_directories(folder, error);
    const std::string text = bookText(lists);
    const std::string part = path + ".part";
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(part.c_str(), "wb"));
    if (!file)
        return unwritable(path);
    const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() &&
                         std::fflush(file.get()) == 0 && ::fsync(::fileno(file.get())) == 0;
    if (!written || std::rename(part.c_str(), path.c_str()) != 0) {
        const auto failure = unwritable(path);
        std::remove(part.c_str());
        return failure;
    }
    return {};
}

Result<std::shared_ptr<const PriceBook>> openBook(const std::string &userBook)
{
    auto lists = userBook.empty() ? std::vector<PriceList>() : readUserBook(userBook);
    if (!lists)
        return tl::unexpected(lists.error());
    auto shipped = shippedLists();
    if (!shipped)
        return tl::unexpected(shipped.error());
    for (PriceList &list : *shipped)
        lists->push_back(std::move(list));
    return std::make_shared<const PriceBook>(std::move(*lists));
}

Result<std::vector<ReadList>> parsePrices(std::string_view json, const std::string &where)
{
    std::vector<ReadList> lists;
    if (looksLikeBook(json)) {
        auto book = parseBook(json, where);
        if (!book)
            return tl::unexpected(book.error());
        for (PriceList &list : *book)
            lists.push_back({std::move(list), {}, true});
        return lists;
    }
    const auto root = parseJson(json, where);
    if (!root)
        return tl::unexpected(root.error());
    auto list = root->isArray() ? readGenaiPrices(*root, where)
                : root->isObject()
                    ? readLiteLlm(*root, where)
                    : base::fail(ErrorKind::BadInput, where, "is no price list that Outlay knows");
    if (!list)
        return tl::unexpected(list.error());
    lists.push_back(std::move(*list));
    return lists;
}

Result<std::vector<ReadList>> readPriceFile(const std::string &path)
{
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return parsePrices(*text, path);
}

} // namespace outlay::pricing
