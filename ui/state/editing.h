// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"
#include "core/base/result.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace core {
struct Document;
} // namespace core

namespace ui {

class OpenDocument;

/// What a person does to the batch, from wherever: each is one step of undo, and what belongs to one
/// gesture (a text being typed, a row's end being dragged) is one step together.
///
/// An edit that is refused changes nothing and is told; the next one that is taken says that all is well.
class Editing : public QObject {
    Q_OBJECT

  public:
    /// Requires: the document lives longer.
    explicit Editing(OpenDocument &document, QObject *parent = nullptr);

    [[nodiscard]] const core::Document &document() const;
    /// Texts and ids can be typed; vectors cannot.
    [[nodiscard]] bool canType() const;
    /// What a person sees and types of a row.
    [[nodiscard]] QString text(int row) const;

    /// Everything until the next gesture is one step of undo, as long as it is the same kind of edit. Each
    /// edit of a gesture is done to the document before it, so that what is typed and deleted again leaves
    /// nothing behind.
    void beginGesture() { ++m_gesture; }
    /// Puts back what the last gesture changed, if nothing was done since; what was refused is forgotten.
    void takeBack();
    /// Undoes the last step of all.
    void undo();
    /// There is nothing more to complain about.
    void forgetRefusal() { emit accepted(); }

    bool type(int row, const QString &text);
    bool setLength(int row, core::Index length);
    bool setToken(int row, core::Index step, const QString &text);
    bool insert(int at, const QStringList &texts);
    /// A new row below `row` for a person to type into: with one token, that of the row or the first that
    /// is not padding. Returns where it stands, or -1.
    int insertBelow(int row);
    bool remove(std::vector<int> rows);
    bool duplicate(int row);
    bool move(int from, int to);
    /// Any other edit, which `edited` has made of the document; `what` names it in the menu. Steps of one
    /// gesture and one `kind` are one.
    bool take(const core::Result<core::Document> &edited, const QString &what,
              const QString &kind = {});

  signals:
    /// By an edit, by undoing one, or because another document was opened.
    void documentChanged();
    /// What cannot be done, and why.
    void refused(const core::Error &error);
    /// The document has changed: there is nothing more to complain about.
    void accepted();
    /// Something to know about the edit that was just accepted.
    void noted(const QString &sentence);

  private:
    const core::Document &before(const QString &kind);

    OpenDocument &m_document;
    int m_gesture = 0;
    QString m_step; ///< the gesture and kind of the last edit; empty for one that stands alone
    std::shared_ptr<const core::Document> m_before; ///< the document before that step
    std::shared_ptr<const core::Document> m_after;  ///< and after its last edit
};

} // namespace ui
