// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/view.h"

#include <QObject>

#include <functional>

class QWidget;

namespace ui {

class Player;

/// A widget that shows the picture, for screen readers: its name says the step and what happens in it, its children are the
/// cells of the picture as it is when the step's move is over, and then the widgets in it. Made when something asks; while nothing
/// does, it costs nothing. Each new step is announced.
class CanvasAccess : public QObject {
    Q_OBJECT

  public:
    /// What is told. Requires: all live longer.
    struct Sources {
        QWidget &widget; ///< from its top left corner on, the scene
        const Player &player;
        std::function<View()> view; ///< how it looks at the trace now
        std::function<const Scene &()> scene;
    };
    explicit CanvasAccess(const Sources &sources);

    [[nodiscard]] const Sources &sources() const { return m_sources; }
    /// "Stage, step 6 of 29: the batch has shrunk to 3 rows." Stage is the widget's name.
    [[nodiscard]] QString name() const;

  signals:
    /// Screen readers have been told of a step.
    void announced(const QString &name);

  private:
    void follow();

    const Sources m_sources;
    QString m_announced;
};

} // namespace ui
