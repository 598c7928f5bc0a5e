// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ui {

class Player;
class PlotState;

/// What plots are to show: units, sequences, layer, direction. All bars of a window say the same.
class ChoiceBar : public QWidget {
    Q_OBJECT

  public:
    /// What else than sequences can be chosen.
    struct Offers {
        bool units = true;
        bool runs = true; ///< layers and directions
    };
    ChoiceBar(const Player &player, PlotState &choice, Offers offers, QWidget *parent = nullptr);

  private:
    void arrange();
    void follow();
    void takeUnits();
    void takeSequences();

    const Player &m_player;
    PlotState &m_choice;
    Offers m_offers;
    QLabel *m_unitsLabel;
    QLineEdit *m_units;
    QLineEdit *m_sequences;
    QLabel *m_layerLabel;
    QComboBox *m_layer;
    QComboBox *m_direction;
};

} // namespace ui
