// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/code_lines.h"
#include "ui/scene/scene.h"
#include "ui/views/panel.h"

#include <array>

namespace ui {

class Player;
class ViewState;

/// The PyTorch program of both lanes beside the picture, with the lines that run at this moment marked.
/// Closed it shows only those; open it shows all, and a click on a line goes to its moment.
class CodeStrip : public Panel {
    Q_OBJECT

  public:
    CodeStrip(Player &player, ViewState &viewState, const Appearance &appearance,
              QWidget *parent = nullptr);

    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    /// The running lines as text, the packed lane's first.
    [[nodiscard]] QString runningText() const;

  signals:
    /// It wants to be opened or closed.
    void openAsked(bool open);

  protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

  private:
    struct Row {
        QRectF rect;
        const CodeLine *line = nullptr;
        core::Lane lane = core::Lane::packed;
    };

    void takeTrace();
    void follow();
    void layOut();
    void frame(const Row *row);
    void writeColumn(std::size_t lane, double left, double width);
    [[nodiscard]] const Row *rowAt(QPointF point) const;
    [[nodiscard]] int openHeight() const;

    Player &m_player;
    ViewState &m_viewState;
    bool m_open = false;
    std::array<std::vector<CodeLine>, 2> m_lines;      ///< by lane
    std::array<std::vector<std::size_t>, 2> m_running; ///< by lane
    Scene m_scene;
    std::vector<Row> m_rows;
};

} // namespace ui
