// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPixmap>
#include <QVariantAnimation>

#include <functional>
#include <memory>

class QPainter;
class QWidget;

namespace core {
struct Trace;
}

namespace ui {

class Player;

/// Where motion is reduced, a picture is cut from one move's end to the next's: this lets the one fade into
/// the other, in a widget that paints both. Scenes know nothing of it.
class CrossFade : public QObject {
    Q_OBJECT

  public:
    static constexpr int duration = 120; // milliseconds

    /// Requires: both live longer. The fade is a child of the widget.
    CrossFade(QWidget &widget, const Player &player);

    /// Before the widget takes another scene: if that is a cut, keeps what `paint` paints, the scene so far.
    void follow(const std::function<void(QPainter &)> &paint);
    /// Where the whole picture comes to stand elsewhere, the one before is not seen any more.
    void end();
    /// Over the new picture, what is still seen of the one before.
    void paintOver(QPainter &painter) const;
    [[nodiscard]] bool isRunning() const { return !m_before.isNull(); }

  private:
    /// What is shown.
    struct Shown {
        std::shared_ptr<const core::Trace> trace;
        std::size_t segment = 0;
    };

    QWidget &m_widget;
    const Player &m_player;
    QVariantAnimation m_clock{this}; ///< how much of the picture before is seen: 1 … 0
    QPixmap m_before;
    Shown m_shown;
};

} // namespace ui
